import { newSqlite } from '../../access/test-databases.ts';
import { postedDeskSuite } from './posted-desk-suite.ts';
import { shiftSuite } from './shift-suite.ts';

shiftSuite('SQLite', newSqlite);
postedDeskSuite('posted desks on SQLite', newSqlite);
