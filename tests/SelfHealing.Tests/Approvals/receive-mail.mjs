// Takes one mail on the port that standard input names, and prints what arrived.
import { readFileSync } from 'node:fs';
import smtp from 'smtp-tester';

const server = smtp.init(Number(readFileSync(0, 'utf8')));
const { email } = await server.captureOne('approver@example.org', { wait: 20000 });
console.log(JSON.stringify({ sender: email.sender, receivers: Object.keys(email.receivers), headers: email.headers, body: email.body }));
server.stop(() => process.exit(0));
