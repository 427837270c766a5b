// What somebody might write to harm a page. All of it must be text, or a harmless node.

const times = (text: string, count: number): string => text.repeat(count);

const SCRIPTS = [
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '<svg onload=alert(1)>', '<svg/onload=alert(1)>', '<iframe src="javascript:alert(1)"></iframe>', '<a href="javascript:alert(1)">x</a>',
  '<body onload=alert(1)>', '<math><mtext><script>alert(1)</script></mtext></math>', '<details open ontoggle=alert(1)>', '<object data="javascript:alert(1)">', '<embed src="//evil.example">',
  '<link rel=stylesheet href=//evil.example>', '<meta http-equiv=refresh content="0;url=//evil.example">', '<base href="//evil.example/">', '<style>@import "//evil.example"</style>', '<form action="//evil.example"><button>',
  '<video><source onerror=alert(1)></video>', '<input autofocus onfocus=alert(1)>', '<!--<img src="--><img src=x onerror=alert(1)//">', '<![CDATA[<script>alert(1)</script>]]>', '<?php echo 1 ?>', '<!DOCTYPE html>',
  '</textarea><script>alert(1)</script>', '</title><script>alert(1)</script>', '<scr<script>ipt>alert(1)</scr</script>ipt>', '<IMG """><SCRIPT>alert("XSS")</SCRIPT>"\\>', '<x onclick=alert(1)>', '<template><script>1</script></template>',
  '&lt;script&gt;alert(1)&lt;/script&gt;', '&#60;script&#62;alert(1)&#60;/script&#62;', '&#x6A&#x61&#x76&#x61script:alert(1)', '\u003Cscript\u003Ealert(1)', '<div style="position:fixed;inset:0;background:red">', '<dialog open>',
  '**<script>alert(1)</script>**', '`<script>alert(1)</script>`', '```html\n<script>alert(1)</script>\n```', '> <img src=x onerror=alert(1)>', '- <img src=x onerror=alert(1)>', '<div\n>\n\n<script>\nalert(1)\n</script>',
];

const ADDRESSES = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', 'java\\nscript:alert(1)', 'javascript&colon;alert(1)', '&#106;avascript:alert(1)', 'javascript&#58;alert(1)', '\u0001javascript:alert(1)', 'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>', 'data:text/html;base64,PHNjcmlwdD4=', 'data:image/svg+xml,<svg onload=alert(1)>', 'file:///etc/passwd', 'blob:http://a/b', 'about:blank', 'chrome://settings', 'intent://x#Intent;end',
  'smb://host/share', '\\\\host\\share', '//evil.example/x', '/api/files/x', '../x', '#top', '?q=1', 'ftp://a.example/x', 'ws://a.example', 'tel:+123', 'sms:123', 'mailto:', 'http://', 'https:///', 'http://user:pass@evil.example/',
  'https://google.com@evil.example/', 'http://[::1', 'http://a b.example', 'view-source:http://a.example', 'filesystem:http://a.example', 'jar:http://a.example!/x', 'ms-word:ofe|u|http://evil.example', 'lanline://x', '%6aavascript:alert(1)',
  'javascript://a.example/%0aalert(1)', 'http:javascript:alert(1)', 'x-javascript:alert(1)', 'feed:javascript:alert(1)', 'https://a.example/"onmouseover="alert(1)', "https://a.example/'onmouseover='alert(1)", 'https://a.example/<script>',
];

const SHAPES = [
  '![x](http://evil.example/pixel.gif)', '![x](http://evil.example/p.gif "t")', '![](data:image/svg+xml,x)', '[![x](http://evil.example/a.gif)](http://evil.example)', '![x][y]\n\n[y]: http://evil.example/p.gif',
  '[click][1]\n\n[1]: javascript:alert(1)', '[click]\n\n[click]: http://evil.example', '[a]: http://evil.example "t"', '[^1]\n\n[^1]: <script>', '[[x]](javascript:x)', '[a](<javascript:alert(1)>)', '[a](javascript:alert(1) "t")', '[a]( javascript:alert(1))',
  '[a](\u00A0javascript:alert(1))', '<javascript:alert(1)>', '<data:text/html,x>', '<http://a.example/\u202Egpj.exe>', '[https://bank.example](https://evil.example)', '[__proto__](http://a.example)', '**constructor**', '__proto__', '@__proto__ #constructor',
  '# heading', 'heading\n===', 'a\n---', '***', '| a | b |\n|---|---|\n| 1 | 2 |', '    indented', '```\nnever closed', '````\n```\nx', '~~~js\nx\n```', '```<script>alert(1)</script>\nx\n```', '```js" onload="alert(1)\nx\n```', '```__proto__\nx\n```',
  '\u202Eabc', '\u2066\u2067\u2068abc', '\u0000', '\uFFFD', '\uD800', 'a\uDC00b', '\u200B\u200B', '\uFEFF', '\u0007\u001B[31mred', '\r\r\n\n', 'e' + times('\u0301', 500), times('\u{1F468}\u200D', 200), times('\u{1F1E9}', 301), '\u{E0001}\u{E0041}',
];

const SIZES = [
  times('>', 8000), times('> ', 4000), times('- ', 4000), times('1. ', 2600), times('* a\n', 2000), times('  ', 4000) + 'x', times('\n', 8000), times('a\n', 4000), times('*', 8000), times('**a*', 2000), times('~~a', 2600), times('_', 8000), times('`', 8000),
  times('`a``b', 1600), times('[', 8000), times('](', 4000), times('[a](b', 1600), times('[]()', 2000), times('<', 8000), times('<a', 4000), times('\\', 8000), times('http://', 1140), times('www.a.b ', 1000), times('a@b.c ', 1300), times('@', 8000), times('#', 8000), times('&', 8000),
  times('*a **b ***c ', 660), times('**', 100) + 'x' + times('**', 100), times('*', 60) + 'x' + times('*', 60), Array.from({ length: 120 }, (_, depth) => `${times(' ', depth * 2)}- x`).join('\n'), Array.from({ length: 40 }, (_, depth) => `${times('> ', depth)}x`).join('\n'),
  times('W', 8000), times('x'.repeat(99) + '\u200B', 80), `http://a.example/${times('x', 7900)}`, times('\t', 8000), times('```\n', 2000), times('~~~\n\n', 1600), `\`\`\`\n${times('x\n', 3900)}\`\`\``, times('\u{1F600}', 4000), times('x', 200_000), times('**a*', 60_000), '999999999. x', '1) ' + times('y ', 100),
];

export const HOSTILE: readonly string[] = [
  ...SCRIPTS,
  ...ADDRESSES.flatMap((address) => [`[x](${address})`, `<${address}>`, address]),
  ...SHAPES,
  ...SIZES,
];
