import { newSqlitePlace } from '../access/test-databases.ts';
import { operationsSuite } from './operations-suite.ts';

operationsSuite('SQLite', newSqlitePlace);
