import { newSqlitePlace } from '../access/test-databases.ts';
import { deviceSuite } from './device-suite.ts';
import { reportIntervalSuite } from './report-interval-suite.ts';

deviceSuite('SQLite', newSqlitePlace);
reportIntervalSuite('reporting intervals on SQLite', newSqlitePlace);
