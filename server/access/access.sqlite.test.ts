import { accessSuite } from './access-suite.ts';
import { newSqlite } from './test-databases.ts';

accessSuite('SQLite', newSqlite);
