package workshop.classroom.demo;

import java.io.IOException;
import java.net.Socket;
import java.util.Random;

/**
 * A client that talks to the echo all the time, so that the live page has something to show. It
 * sends a few lines, and sometimes a larger piece.
 */
final class Visitor implements Runnable {
  private static final int TURNS = 24;
  private static final int LARGE = 60_000;
  private static final int SMALL = 40;
  private static final long PAUSE = 500; // milliseconds

  private final String host;
  private final int port;
  private final Random random = new Random();

  Visitor(String host, int port) {
    this.host = host;
    this.port = port;
  }

  @Override
  public void run() {
    try {
      while (true) {
        visit();
        Thread.sleep(4 * PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void visit() throws InterruptedException {
    try (Socket socket = new Socket(host, port)) {
      for (int turn = 1; turn <= TURNS; turn++) {
        byte[] bytes = new byte[turn % 4 == 0 ? LARGE : SMALL];
        random.nextBytes(bytes);
        socket.getOutputStream().write(bytes);
        socket.getInputStream().readNBytes(bytes.length);
        Thread.sleep(PAUSE);
      }
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      // Somebody has played with the wire until it broke: there will be another connection.
    }
  }
}
