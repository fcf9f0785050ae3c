/** The names that `${…}` may use while a plan is resolved for one environment. */
export interface Scope {
  environment?: string;
  /** Values after substitution. A variable whose own value could not be resolved is present as undefined. */
  variables: ReadonlyMap<string, string | undefined>;
  /** Undefined where the environment has none, or none is chosen. */
  target?: string;
  /** The environment or its target has a fault of its own, which is reported there. */
  targetIsFaulty?: boolean;
  /** Some environment of the plan has a target, so the name itself is right. */
  targetIsKnown: boolean;
  secrets: ReadonlySet<string>;
  /** Some of the names could not be read, so that a name which is not known is no fault. */
  variablesAreUnknown: boolean;
  secretsAreUnknown: boolean;
  /**
   * Values of the process environment and `env_file`; undefined when the variable is not set. Absent while a plan is
   * only validated: the values of the machine that will run it are not known then.
   */
  environmentVariable?: (name: string) => string | undefined;
}
