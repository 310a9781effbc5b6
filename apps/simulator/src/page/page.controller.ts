import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Controller, Get, Header } from '@nestjs/common';

/** Nothing may be loaded from elsewhere; message pictures are the exception, since they are shown as they were sent. */
const POLICY = "default-src 'self'; img-src 'self' data: http: https:; media-src http: https:; base-uri 'none'; frame-ancestors 'none'";

/** The page on which a person reads and answers. Its files stay in the source folder: the build copies none. */
@Controller()
export class PageController {
  private readonly folder = join(projectRoot(), 'apps/simulator/src/page');

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  html(): string {
    return this.read('index.html');
  }

  @Get('page.css')
  @Header('content-type', 'text/css; charset=utf-8')
  css(): string {
    return this.read('page.css');
  }

  @Get('page.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return this.read('page.js');
  }

  @Get('bubbles.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  bubbles(): string {
    return this.read('bubbles.js');
  }

  private read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }
}

/** The nearest folder above that has a package.json: right from src and from dist. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    try {
      readFileSync(join(folder, 'package.json'));
      return folder;
    } catch {
      const parent = dirname(folder);
      if (parent === folder) throw new Error('No package.json above the simulator.');
      folder = parent;
    }
  }
}
