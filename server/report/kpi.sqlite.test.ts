import { newSqlite } from '../access/test-databases.ts';
import { kpiSuite } from './kpi-suite.ts';

kpiSuite('SQLite', newSqlite);
