import { TARGET_TITLES } from './targetTitles.ts';

/** Words of runbooks by the part they play in a target. Matching is on lower-case words. */

/** Say that a number is meant as a limit. They name no metric. */
export const LEVEL_WORDS: ReadonlySet<string> = new Set([
  ...TARGET_TITLES,
  ...(
    'target targets threshold thresholds goal goals limit limits warning warn critical slo sla objective required ' +
    'expected pass condition criteria criterion acceptance ' +
    'safety symptom symptoms kpi kpis metric metrics quality'
  ).split(' '),
]);

/** Columns and labels under which a value beyond the number is a bad sign. */
export const FIRING_WORDS: ReadonlySet<string> = new Set(['warning', 'warn', 'critical', 'alert']);

/** Labels and columns of settings and results: a bare number there is no target. */
export const NOT_TARGET_LABELS: ReadonlySet<string> = new Set(
  (
    'duration durations interval timeout timeouts concurrency users traffic ramp rampup threads connections weight ' +
    'actual measured result results status date version port override schedule length time'
  ).split(' '),
);

/** A number right behind (or compared with) one of these is a name, not a limit. */
export const NUMBERED_THINGS: ReadonlySet<string> = new Set(
  (
    'version versions v node node.js nodejs python java port ports step phase test section task issue chapter line ' +
    'page week day tier stage figure table release requirement requirements req item row'
  ).split(' '),
);

/** Things that are compared with numbers without being measured. */
export const VERSIONED_THINGS: ReadonlySet<string> = new Set(
  'version versions port ports node node.js nodejs'.split(' '),
);

/** Things that say nothing about which requests are meant: the metric stays the one of the whole test. */
export const NEUTRAL_WORDS: ReadonlySet<string> = new Set(
  (
    'api apis http https request requests req reqs workspace workspaces server overall total all time times service ' +
    'system app application ops operations calls transactions concurrent virtual simulated active simultaneous ' +
    'sustained burst rate complete completed finish ready load performance msg msgs'
  ).split(' '),
);

/** Parts of a system that get requests: the metric is right, but belongs to a part of the test. */
export const SCOPE_WORDS: ReadonlySet<string> = new Set(
  (
    'search login auth authentication signup checkout cart home homepage page pages health endpoint endpoints web ' +
    'mobile frontend backend user management dashboard events event subscriptions webhook webhooks read write get ' +
    'post put delete list pod pods ec2 vm vms container template rtc ai analytics'
  ).split(' '),
);

/** Components whose numbers a load tool does not see; their "throughput" is not the throughput of the test. */
export const FOREIGN_WORDS: ReadonlySet<string> = new Set(
  (
    'redis postgresql postgres mysql mongo database db sql kafka rabbitmq sqs queue message messages cache replica ' +
    'replication cpu memory disk network packet packets alert retry validation dom js idle trace traces panel ' +
    'prometheus grafana datadog garbage gc worker connection connections'
  ).split(' '),
);

/** What people count when they say how much a system must carry. */
export const LOAD_NOUNS: ReadonlySet<string> = new Set(
  (
    'workspaces sessions connections clients devices registrations rsvps queries events messages orders ' +
    'transactions jobs uploads downloads bookings signups participants visitors users vus requests logins'
  ).split(' '),
);

/** Ratios of which more is better, and of which less is better. */
export const POSITIVE_NOUNS: ReadonlySet<string> = new Set(
  'uptime availability success successful accuracy delivery delivered hit completion ready pass coverage'.split(' '),
);
export const NEGATIVE_NOUNS: ReadonlySet<string> = new Set(
  (
    'error errors failure failures failed fail fails loss lost drop drops dropped miss misses timeout timeouts ' +
    'rejections duplicates crashes lag utilization usage'
  ).split(' '),
);

/** A number right behind one of these is a load that the system is said to carry. */
export const CAPABILITY_VERBS: ReadonlySet<string> = new Set(
  'handle handles support supports sustain sustains serve serves provision provisions carry carries'.split(' '),
);

/** Remarks behind a number that do not change which number it is. */
export const MODIFIERS: ReadonlySet<string> = new Set(
  'sustained burst peak concurrent concurrently average'.split(' '),
);

/** Say how a load comes, not what is measured. */
export const REMARKS: ReadonlySet<string> = new Set(['sustained', 'burst']);

/** Say how a limit relates to something else, and are the unit of no number. */
export const RELATING_WORDS: ReadonlySet<string> = new Set(
  (
    'during across throughout after before between over within as via through until since because which where ' +
    'including excluding plus whenever once unless compared under only also'
  ).split(' '),
);

/** Make a number less than a promise. */
export const HEDGES: ReadonlySet<string> = new Set(
  'about around approximately approx roughly circa ideally'.split(' '),
);

/** Glue between the words that matter; dropped at both ends of a metric's name. */
export const FILLERS: ReadonlySet<string> = new Set(
  (
    'a an the is are be been must should shall will can to of in at by for with on set stays stay remain remains keep ' +
    'kept if when while verify ensure check confirm and or that than we automatic stop any value under do does not ' +
    'never per from each their its equals equal goes based requirement requirements handle handles support supports ' +
    'sustain sustains serve serves provision provisions carry carries take takes'
  ).split(' '),
);
