import { adminSuite } from './admin-suite.ts';
import { newSqlite } from './test-databases.ts';

adminSuite('SQLite', newSqlite);
