import { newSqlitePlace } from '../access/test-databases.ts';
import { tracksSuite } from './tracks-suite.ts';

tracksSuite('SQLite', newSqlitePlace);
