import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ApiError } from '../http/api-error.js';
import { PAGE, START_SCRIPT } from './page.js';

const FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
/** What the page needs of swagger-ui-dist; nothing else of the folder is shown. */
const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};
/** Swagger UI writes styles into elements and shows pictures of its own as data; all else comes from here. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `/docs`: a page to read the API and try calls on, without anything from elsewhere. */
@Controller('docs')
export class DocsController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', CONTENT_SECURITY_POLICY)
  @Header('x-content-type-options', 'nosniff')
  @Header('referrer-policy', 'no-referrer')
  page(): string {
    return PAGE;
  }

  @Get(':file')
  async file(@Param('file') name: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    const isStart = name === 'start.js';
    const type = isStart ? FILES['swagger-ui-bundle.js'] : Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    if (!type) throw new ApiError('notFound', 'The page has no such file.');
    void reply.header('content-type', type).header('x-content-type-options', 'nosniff').header('cache-control', 'public, max-age=3600');
    return isStart ? Buffer.from(START_SCRIPT) : readFile(join(FOLDER, name));
  }
}
