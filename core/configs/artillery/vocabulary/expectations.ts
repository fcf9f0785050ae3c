import { field, flag, FREE, oneOf, type Fields } from './field.ts';

/** `expect` of a request. Each is checked by the plugin `expect`. */
export const EXPECT_FIELDS: Fields = {
  statusCode: field('The response has this status, or one of a list.'),
  notStatusCode: field('The response has any status but this, or those of a list.'),
  contentType: oneOf('What the header `Content-Type` says.', { json: 'The body is JSON.' }),
  hasProperty: field('The body is JSON and has this property; a path such as `user.id` goes deeper.'),
  notHasProperty: field('The body is JSON and does not have this property.'),
  equals: field('All items of a list are the same: `[ "{{ one }}", "{{ two }}" ]`.'),
  hasHeader: field('The response has this header. Write its name in lower case.'),
  headerEquals: field('A header has a value: `[ "content-encoding", "gzip" ]`. Write its name in lower case.'),
  matchesRegexp: field('A regular expression finds something in the body.'),
  cdnHit: flag('Whether a CDN answered from its cache.'),
  jmespath: field('An expression in JMESPath about the body that must be true.', FREE),
  jpath: field('The other name of `jmespath`.', FREE),
};
