import { newSqlite } from '../access/test-databases.ts';
import { hotSpotPropertySuite } from './hot-spot-property-suite.ts';
import { hotSpotSuite } from './hot-spot-suite.ts';
import { spotEvidenceSuite } from './spot-evidence-suite.ts';

hotSpotSuite('SQLite', newSqlite);
spotEvidenceSuite('SQLite', newSqlite);
hotSpotPropertySuite('SQLite', newSqlite);
