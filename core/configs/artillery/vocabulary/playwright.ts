import { amount, field, flag, FREE, type Fields } from './field.ts';

/** `config.engines.playwright`. */
export const PLAYWRIGHT_FIELDS: Fields = {
  launchOptions: field('Options for starting the browser.', FREE),
  contextOptions: field('Options for the browser context of each virtual user.', FREE),
  defaultTimeout: amount('How long an action on a page may take.', 'seconds', '30'),
  defaultNavigationTimeout: amount('How long loading a page may take.', 'seconds', '30'),
  testIdAttribute: field('The attribute that `getByTestId` looks for.', undefined, { default: 'data-testid' }),
  aggregateByName: flag('Whether metrics go by the name of the scenario instead of the URL of the page.', false),
  extendedMetrics: flag('Measures more of each page. It is switched on by being written, even as `false`.'),
  showAllPageMetrics: flag(
    'Measures pages outside of the target, too. It is switched on by being written, even as `false`.',
  ),
  stripQueryString: flag('Whether query strings are left out of the URLs in metrics.', false),
  normalizeQueryString: flag('Whether values in query strings are replaced by placeholders in metrics.', true),
  useSeparateBrowserPerVU: flag('Starts a browser for each virtual user, which costs much memory.', false),
  trace: field('Records a trace of virtual users, to be opened in Playwright.', FREE),
};
