import { Controller, Get, Header, Headers, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FollowLink } from '@app/messaging';
import { ApiError } from '../http/api-error.js';

const NOWHERE = '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not found</title><p>This link does not lead anywhere, or no longer does.</p></html>\n';

/** `/l/{code}`: the short links in messages. Anybody may follow them; they lead only to what stood in the message. */
@Controller('l')
export class LinksController {
  constructor(@Inject(FollowLink) private readonly followLink: FollowLink) {}

  /** Fastify brings HEAD here too; that only looks. */
  @Get(':code')
  @Header('cache-control', 'no-store')
  @Header('referrer-policy', 'no-referrer')
  async follow(
    @Param('code') code: string,
    @Headers('user-agent') userAgent: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const url = request.method === 'HEAD' ? await this.followLink.find(code) : await this.followLink.click(code, userAgent);
    if (url !== undefined) {
      void reply.status(302).header('location', url);
      return '';
    }
    if (!request.headers.accept?.includes('text/html')) throw new ApiError('notFound', 'This link does not lead anywhere, or no longer does.');
    void reply.status(404).type('text/html; charset=utf-8');
    return NOWHERE;
  }
}
