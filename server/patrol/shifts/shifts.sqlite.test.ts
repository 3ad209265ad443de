import { newSqlite } from '../../access/test-databases.ts';
import { shiftSuite } from './shift-suite.ts';

shiftSuite('SQLite', newSqlite);
