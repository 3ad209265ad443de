import { newSqlite } from '../access/test-databases.ts';
import { limitTableSuite } from './limit-table-suite.ts';

limitTableSuite('SQLite', newSqlite);
