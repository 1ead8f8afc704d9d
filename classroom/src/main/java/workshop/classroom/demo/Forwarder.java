package workshop.classroom.demo;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Accepts connections at one place, and carries their bytes to another place and back. It is one
 * half of the way from the desktop's browser into the demo's network.
 */
final class Forwarder {
  /** A browser opens six to one server; further ones wait. */
  private static final int MOST_CONNECTIONS = 48;

  private static final int BUFFER = 1 << 16;

  /** The other place. */
  @FunctionalInterface
  interface Place {
    SocketChannel connect() throws IOException;
  }

  private final ServerSocketChannel door;
  private final Place place;
  private final Semaphore room = new Semaphore(MOST_CONNECTIONS);

  /** Does nothing yet. */
  Forwarder(ServerSocketChannel door, Place place) {
    this.door = door;
    this.place = place;
  }

  /** Carries on until the door is closed. */
  void run() throws IOException {
    while (door.isOpen()) {
      room.acquireUninterruptibly();
      carry(door.accept());
    }
  }

  private void carry(SocketChannel caller) {
    AtomicInteger ways = new AtomicInteger(2);
    try {
      SocketChannel called = place.connect();
      Runnable whenOver =
          () -> {
            if (ways.decrementAndGet() == 0) {
              close(caller);
              close(called);
              room.release();
            }
          };
      start(() -> copy(caller, called, whenOver));
      start(() -> copy(called, caller, whenOver));
    } catch (IOException e) {
      close(caller); // nobody is there: the browser tries again
      room.release();
    }
  }

  private static void copy(SocketChannel from, SocketChannel to, Runnable whenOver) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(BUFFER);
    try {
      while (from.read(bytes) >= 0) {
        bytes.flip();
        while (bytes.hasRemaining()) {
          to.write(bytes);
        }
        bytes.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      close(from); // one end is gone: the other one hears of it
      close(to);
    } finally {
      whenOver.run();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is closed anyway.
    }
  }
}
