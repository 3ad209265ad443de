import { newSqlite } from '../access/test-databases.ts';
import { dutySuite } from './duty-suite.ts';

dutySuite('SQLite', newSqlite);
