import { newSqlitePlace } from '../access/test-databases.ts';
import { incidentCommandsSuite } from './incident-commands-suite.ts';

incidentCommandsSuite('SQLite', newSqlitePlace);
