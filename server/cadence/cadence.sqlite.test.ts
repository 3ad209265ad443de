import { newSqlite } from '../access/test-databases.ts';
import { calendarSuite, remindersSuite } from './cadence-suite.ts';

calendarSuite('SQLite', async () => ({ settings: {}, clear: async () => {} }));
remindersSuite('SQLite', newSqlite);
