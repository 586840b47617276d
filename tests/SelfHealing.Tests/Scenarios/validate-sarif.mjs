// Prints what the published schema of SARIF 2.1.0 says against the document on standard input; nothing when it is valid.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import formats from 'ajv-formats';

const schema = JSON.parse(readFileSync('node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json', 'utf8'));
// The schema is of draft 4, which this validator does not know by name; nothing in it differs from draft 7.
delete schema.$schema;
delete schema.id;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats(ajv);
const valid = ajv.compile(schema);
if (!valid(JSON.parse(readFileSync(0, 'utf8'))))
  console.log(JSON.stringify(valid.errors, null, 1));
