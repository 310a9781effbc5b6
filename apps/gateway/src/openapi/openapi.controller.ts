import { Controller, Get, Inject } from '@nestjs/common';
import { Settings } from '@app/infra';
import { buildDocument, type OpenApiDocument } from './build-document.js';

@Controller()
export class OpenApiController {
  private readonly document: OpenApiDocument;

  constructor(@Inject(Settings) settings: Settings) {
    this.document = buildDocument(settings.PUBLIC_URL);
  }

  /** The API's description, for people's tools and generated clients. */
  @Get('openapi.json')
  read(): OpenApiDocument {
    return this.document;
  }
}
