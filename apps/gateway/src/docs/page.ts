/** The page to try calls on. Addresses are relative, so that it works behind a prefix too. */
export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Omnichannel gateway: API</title>
<link rel="icon" href="docs/favicon-32x32.png">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="page"></div>
<noscript>This page needs JavaScript; the document itself is at /openapi.json.</noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

/** Calls go to the gateway that served the page, whatever the document says: another origin would be refused by the browser. */
export const START_SCRIPT = `(async () => {
  const here = new URL('.', document.baseURI).href;
  const spec = await (await fetch(new URL('openapi.json', here))).json();
  spec.servers = [{ url: here.replace(/\\/$/, '') }];
  window.SwaggerUIBundle({
    spec,
    dom_id: '#page',
    deepLinking: true,
    docExpansion: 'list',
    filter: true,
    persistAuthorization: false,
    tryItOutEnabled: true,
    validatorUrl: null,
  });
})();
`;
