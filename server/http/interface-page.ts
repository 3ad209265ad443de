/** The HTTP interface for people: one plain page made from the same table as the OpenAPI file. No script, every value escaped. */
import { rolesOf } from './openapi.ts';
import type { Route } from './route.ts';

const STYLE = `
body { font: 16px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #1c2733; background: #fff }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-bottom: 1px solid #d5dde5 }
code { font-family: ui-monospace, Consolas, monospace; white-space: nowrap } td small { color: #55636f }`;

export function interfacePage(routes: readonly Route[]): string {
  const rows = routes.map(route => {
    const roles = rolesOf(route);
    return `<tr><td><code>${escapeHtml(route.method.toUpperCase())} ${escapeHtml(route.path)}</code></td>
<td>${escapeHtml(route.summary)}</td>
<td>${roles === null ? '公开' : escapeHtml(roles.join('、'))}<br><small>${escapeHtml(route.action)}</small></td></tr>`;
  });
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>接口说明 · 网格指挥墙</title>
<style>${STYLE}</style></head>
<body><h1>接口说明</h1>
<p>机器可读版本：<a href="/api/openapi.json">/api/openapi.json</a>（OpenAPI 3.1，含全部字段）。
浏览器使用会话 Cookie；设备、大屏与第三方系统使用 <code>Authorization: Bearer gw_…</code>。
被拒绝的请求统一答复 <code>{"refusal", "message", "field"?}</code>，语言由 <code>Accept-Language</code> 决定。</p>
<table><thead><tr><th>接口</th><th>用途</th><th>可用角色</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table></body></html>
`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character] ?? character);
}
