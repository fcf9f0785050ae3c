import {
  checkRowModel,
  defaultsModel,
  environmentModel,
  monitorModel,
  planModel,
  requestModel,
  stageModel,
  suiteModel,
  testModel,
} from './model.ts';

const PLACES = [
  { place: 'the top of the plan', model: planModel },
  { place: 'a test', model: testModel },
  { place: 'an entry of `requests`', model: requestModel },
  { place: 'a stage', model: stageModel },
  { place: 'a check', model: checkRowModel },
  { place: 'an environment', model: environmentModel },
  { place: 'a monitor', model: monitorModel },
  { place: 'a suite', model: suiteModel },
  { place: '`defaults`', model: defaultsModel },
];

/** Where a key that is right but stands in the wrong mapping would belong. */
export function placeOfKey(key: string): string | undefined {
  return PLACES.find(({ model }) => Object.hasOwn(model.shape, key))?.place;
}
