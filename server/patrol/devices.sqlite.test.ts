import { deviceSuite } from './device-suite.ts';
import { reportIntervalSuite } from './report-interval-suite.ts';

const newPlace = async () => ({ settings: {}, clear: async () => {} });
deviceSuite('SQLite', newPlace);
reportIntervalSuite('reporting intervals on SQLite', newPlace);
