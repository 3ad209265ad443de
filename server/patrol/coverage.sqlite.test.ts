import { newSqlite } from '../access/test-databases.ts';
import { coverageSuite } from './coverage-suite.ts';

coverageSuite('SQLite', newSqlite);
