import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { AnswerRefused } from '@app/messaging';
import { DeliverEvents } from '@app/webhooks';

/** Lets people know when the business's webhook refused what they wrote. */
@Injectable()
export class AnswerDead implements OnModuleInit {
  constructor(
    @Inject(DeliverEvents) private readonly deliverEvents: DeliverEvents,
    @Inject(AnswerRefused) private readonly answerRefused: AnswerRefused,
  ) {}

  onModuleInit(): void {
    this.deliverEvents.onDead = (delivery) => this.answerRefused.answer(delivery);
  }
}
