import { newSqlite } from '../access/test-databases.ts';
import { groundSuite } from './ground-suite.ts';

groundSuite('SQLite', newSqlite);
