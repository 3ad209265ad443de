import { newSqlitePlace } from '../access/test-databases.ts';
import { emergenciesSuite } from './emergencies-suite.ts';

emergenciesSuite('SQLite', newSqlitePlace);
