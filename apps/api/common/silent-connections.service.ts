import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/**
 * Browsers open connections ahead of what they will ask. HTTP does not count those as idle, and its end would wait for a
 * first word that never comes.
 */
@Injectable()
export class SilentConnectionsService implements OnModuleInit, BeforeApplicationShutdown {
  private readonly open = new Set<Socket>();

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.on('connection', (socket) => {
      this.open.add(socket);
      socket.once('close', () => this.open.delete(socket));
    });
  }

  beforeApplicationShutdown(): void {
    for (const socket of this.open) if (socket.bytesRead === 0) socket.destroy();
  }
}
