// Says what two validators of the States Language find wrong with the definition on standard input: one JSON array.
import { readFileSync } from 'node:fs';
import validate from 'asl-validator';
import service from 'amazon-states-language-service';

const text = readFileSync(0, 'utf8');
const problems = [];

const checked = (validate.default ?? validate)(JSON.parse(text));
problems.push(...checked.errors.map((error) => `asl-validator: ${error.Message ?? JSON.stringify(error)}`));

const language = service.getLanguageService({});
const document = service.TextDocument.create('file:///definition.asl.json', 'asl', 1, text);
const diagnostics = await language.doValidation(document, language.parseJSONDocument(document));
problems.push(...diagnostics.map((found) => `amazon-states-language-service: line ${found.range.start.line + 1}: ${found.message}`));

console.log(JSON.stringify(problems));
