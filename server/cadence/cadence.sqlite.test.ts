import { newSqlite, newSqlitePlace } from '../access/test-databases.ts';
import { calendarSuite, remindersSuite } from './cadence-suite.ts';

calendarSuite('SQLite', newSqlitePlace);
remindersSuite('SQLite', newSqlite);
