package workshop.classroom.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import workshop.classroom.machine.Answer;

/**
 * A client for one connection. It sends bytes, and keeps the bytes that come back. It is nc, or a
 * Java socket if there is no nc.
 *
 * <p>There are five kinds of nc. They differ in what they do when their input ends. So it does not
 * end before the whole echo is there.
 */
final class Client {
  private final String host;
  private final int port;
  private final String nc;

  private final ByteArrayOutputStream echo = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
  private Child child; // nc
  private Socket socket;
  private OutputStream output;
  private volatile boolean over;

  Client(String host, int port) {
    this.host = host;
    this.port = port;
    nc = Answer.has("nc") ? "nc" : Answer.has("ncat") ? "ncat" : "";
  }

  /** What a user would type. */
  String command() {
    return nc.isEmpty()
        ? "no nc here: a Java socket, connected to " + host + ":" + port
        : "$ " + nc + " " + host + " " + port;
  }

  /** Begins a connection, and sends these bytes on it. */
  void send(byte[] bytes) {
    try {
      if (nc.isEmpty()) {
        socket = new Socket(host, port);
        output = socket.getOutputStream();
        inBackground(() -> keep(socket.getInputStream(), echo));
      } else {
        Process process = new ProcessBuilder(nc, host, Integer.toString(port)).start();
        child = new Child(process);
        output = process.getOutputStream();
        inBackground(() -> keep(process.getInputStream(), echo));
        inBackground(() -> process.getErrorStream().transferTo(complaint));
      }
      OutputStream to = output;
      inBackground(
          () -> {
            to.write(bytes);
            to.flush();
          });
    } catch (IOException e) {
      complaint.writeBytes(e.getMessage().getBytes());
      over = true;
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The connection is over; the missing bytes show it.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void keep(InputStream from, ByteArrayOutputStream to) throws IOException {
    try {
      from.transferTo(to);
    } finally {
      over = true;
    }
  }

  /** Whether more may come. */
  boolean isAtWork() {
    return !over;
  }

  byte[] echo() {
    return echo.toByteArray();
  }

  int echoed() {
    return echo.size();
  }

  /** Its first line about what went wrong; empty if it has none. */
  String complaint() {
    byte[] bytes = complaint.toByteArray();
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return Screen.harmless(Arrays.copyOf(bytes, end));
  }

  /** Ends the connection; an nc that goes on is ended. */
  void end() {
    try {
      if (output != null) {
        output.close();
      }
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // It is over already.
    }
    if (child != null && !child.awaitEnd(1000)) {
      child.end(1000);
    }
  }

  /** Ends it at once. */
  void kill() {
    if (child != null) {
      child.kill();
    }
  }
}
