/** A request as it goes over the wire. */
export interface PreparedRequest {
  /** Without credentials and fragment. */
  url: string;
  origin: string;
  /** In the form of `hostName`. */
  host: string;
  path: string;
  method: string;
  /** Name, value, name, value, … */
  headers: string[];
  body?: Buffer;
  keepsBody: boolean;
}

/** Names in lower case. */
export type Headers = Record<string, string | string[] | undefined>;
