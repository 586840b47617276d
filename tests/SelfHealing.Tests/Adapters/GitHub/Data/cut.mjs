// Cuts GitHub's description of its API to the calls in use, with their examples.
// npm install @octokit/openapi@23.0.2 && node cut.mjs > api.github.com.json
import { readFileSync } from 'node:fs';

const api = JSON.parse(readFileSync('node_modules/@octokit/openapi/generated/api.github.com.json', 'utf8'));
const used = {
  '/repos/{owner}/{repo}': ['get'],
  '/repos/{owner}/{repo}/contents/{path}': ['get'],
  '/repos/{owner}/{repo}/installation': ['get'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get'],
  '/repos/{owner}/{repo}/issues/{issue_number}/labels': ['post'],
  '/repos/{owner}/{repo}/pulls': ['get', 'post'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/commits': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers': ['post'],
  '/repos/{owner}/{repo}/pulls/{pull_number}/reviews': ['get'],
  '/app/installations/{installation_id}/access_tokens': ['post'],
};

const cut = { openapi: api.openapi, info: { title: api.info.title, version: api.info.version, license: api.info.license }, paths: {}, components: {} };
for (const [path, methods] of Object.entries(used)) {
  cut.paths[path] = Object.fromEntries(methods.map(method => [method, api.paths[path][method]]));
}
const follow = node => {
  if (!node || typeof node !== 'object') return;
  if (typeof node.$ref === 'string') {
    const [, , kind, name] = node.$ref.split('/');
    cut.components[kind] ??= {};
    if (!(name in cut.components[kind])) {
      cut.components[kind][name] = api.components[kind][name];
      follow(cut.components[kind][name]);
    }
  }
  Object.values(node).forEach(follow);
};
follow(cut.paths);
// Its words allow a bare list of labels, its schema does not.
cut.paths['/repos/{owner}/{repo}/issues/{issue_number}/labels'].post.requestBody.content['application/json'].schema.oneOf
  .push({ type: 'array', items: { type: 'string' } });
const unused = ['x-github', 'externalDocs'];
console.log(JSON.stringify(cut, (key, value) => (unused.includes(key) ? undefined : value)));
