import { amount, field, flag, FREE, mapping, named, oneOf, oneOrMore, type Field, type Fields } from './field.ts';
import { EXPECT_FIELDS } from './expectations.ts';

export const CAPTURE_FIELDS: Fields = {
  json: field('A JSONPath into the body, such as `$.user.id`.'),
  xpath: field('An XPath into an XML body. It needs the package `artillery-xml-capture`.'),
  regexp: field('A regular expression for the body.'),
  header: field('The name of a header of the response.'),
  selector: field('A CSS selector for an HTML body.'),
  as: field('The variable that gets what is found.'),
  strict: flag('Whether finding nothing ends the virtual user with an error.', true),
  multiple: flag('Whether the variable gets a list of all that `json` finds, not only the first.', false),
  group: field('Which group of `regexp` is taken, by its number or name.'),
  flags: field('Flags of `regexp`, such as `i`.'),
  attr: field('Which attribute of the element is taken, instead of its text.'),
  index: oneOf('Which of several elements is taken, from 0.', { random: '', last: '' }, '0'),
  value: field('What must be found; for `match`.'),
};

const MATCH: Field = field(
  'What the response must hold. Ends the virtual user with an error otherwise. `expect` has replaced it.',
  oneOrMore(
    mapping({
      json: field('A JSONPath into the body.'),
      value: field('What must be there.'),
      as: field('A variable for it.'),
    }),
  ),
);
export const CAPTURE: Field = field(
  'Takes something out of the response and gives it a name, for later steps of this virtual user.',
  oneOrMore(mapping(CAPTURE_FIELDS)),
);

export const REQUEST_HOOK_FIELDS: Fields = {
  beforeRequest: field(
    'Functions of the processor that run before the request and may change it: `(request, context, events, done)`.',
    oneOrMore(named('function')),
  ),
  afterResponse: field(
    'Functions of the processor that run after the response: `(request, response, context, events, done)`.',
    oneOrMore(named('function')),
  ),
};

/** Common to requests of all methods. */
export const REQUEST_FIELDS: Fields = {
  url: field('Where to: a path behind `config.target`, or a whole address. It must begin with `/` or `http`.'),
  name: field('What the request is called in figures by endpoint.'),
  headers: field('Headers of this request, put over the defaults.', FREE),
  cookie: field('Cookies of this request.', FREE),
  qs: field('The query string, as a mapping.', FREE),
  json: field('A body that is sent as JSON.', FREE),
  body: field('A body that is sent as it is.'),
  form: field('A body as a URL-encoded form.', FREE),
  formData: field(
    'A body as a multipart form, also with files.',
    mapping(
      {},
      field(
        'A field of the form: a value, or a file.',
        mapping({
          fromFile: field('A file that is sent.', named('file')),
          contentType: field('The type of the part.'),
          value: field('What is sent.'),
        }),
      ),
    ),
  ),
  setContentLengthHeader: flag('Whether a multipart form says how long it is.', false),
  auth: field(
    'Name and password for basic authentication.',
    mapping({ user: field('The name.'), pass: field('The password.') }),
  ),
  gzip: flag('Whether a compressed response is asked for and unpacked.', false),
  followRedirect: flag('Whether redirects are followed.', true),
  capture: CAPTURE,
  match: MATCH,
  ...REQUEST_HOOK_FIELDS,
  ifTrue: field(
    'The request is only made if this holds: an expression over variables without braces, such as `pageNumber < 5 and isReady`.',
    named('variable'),
  ),
  probability: amount('How often the request is made at all.', 'percent', '100'),
  expect: field('What must hold for the response. Needs the plugin `expect`.', oneOrMore(mapping(EXPECT_FIELDS))),
};
