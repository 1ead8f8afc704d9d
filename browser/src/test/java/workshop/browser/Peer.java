package workshop.browser;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import workshop.testkit.Frames;

/** A client of the kernel's TCP, as nc is one: it talks to the echo. */
final class Peer implements AutoCloseable {
  private static final int ECHO = 8080;
  private static final int MILLIS = 30_000;

  private final Socket socket = new Socket();

  /** Connects, and waits until that is done. */
  static Peer connected() throws IOException {
    Peer peer = new Peer();
    peer.connect();
    return peer;
  }

  void connect() throws IOException {
    socket.setSoTimeout(MILLIS);
    socket.connect(new InetSocketAddress(Frames.STACK_IP, ECHO), MILLIS);
  }

  /** Its port. */
  int port() {
    return socket.getLocalPort();
  }

  /** Does something that takes time, meanwhile; a failure is told by the one who waits for it. */
  static CompletableFuture<Void> meanwhile(Work work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
                done.complete(null);
              } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  /** Something that may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** So many bytes of the echo. */
  byte[] receive(int count) throws IOException {
    return socket.getInputStream().readNBytes(count);
  }

  /** Says that there is no more, and waits for the other side to say so. */
  byte[] finish() throws IOException {
    socket.shutdownOutput();
    return socket.getInputStream().readAllBytes();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
