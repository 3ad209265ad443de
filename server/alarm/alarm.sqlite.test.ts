import { newSqlite } from '../access/test-databases.ts';
import { alarmSuite } from './alarm-suite.ts';

alarmSuite('SQLite', newSqlite);
