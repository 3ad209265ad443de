import { newSqlite } from '../access/test-databases.ts';
import { negativeListSuite } from './negative-list-suite.ts';

negativeListSuite('SQLite', newSqlite);
