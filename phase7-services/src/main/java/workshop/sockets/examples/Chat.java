package workshop.sockets.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import workshop.sockets.TcpSocket;

/** A room in which several people talk: each line of one goes to all others. Try it with nc. */
final class Chat implements Conversation {
  private static final int LONGEST_LINE = 1000;

  /** A member that does not read for this time is removed: the others must not wait for it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** By name. */
  private final Map<String, Member> members = new ConcurrentHashMap<>();

  private static final class Member {
    private final TcpSocket socket;
    private final Lock lock = new ReentrantLock();

    Member(TcpSocket socket) {
      this.socket = socket;
    }

    /** Sends a line in one piece, although several people speak at the same time. */
    void send(String line) {
      lock.lock();
      try {
        socket.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        socket.abort(); // its own thread sees that, and says good-bye
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void with(TcpSocket socket) throws IOException {
    socket.setWriteTimeout(PATIENCE);
    Member member = new Member(socket);
    Lines lines = new Lines(socket.inputStream(), LONGEST_LINE);
    member.send("Your name?");
    String name = lines.next();
    while (name != null && (name.isBlank() || members.putIfAbsent(name, member) != null)) {
      member.send("That name is taken, or empty. Another one?");
      name = lines.next();
    }
    if (name == null) {
      return;
    }
    try {
      tell(name, "* " + name + " has come. In the room: " + String.join(", ", members.keySet()));
      for (String line = lines.next(); line != null; line = lines.next()) {
        tell(name, name + ": " + line);
      }
    } finally {
      members.remove(name);
      tell(name, "* " + name + " has gone.");
    }
  }

  /** Sends a text to all. The speaker gets only the lines that begin with a star. */
  private void tell(String speaker, String line) {
    members.forEach(
        (name, member) -> {
          if (!name.equals(speaker) || line.startsWith("* ")) {
            member.send(line);
          }
        });
  }
}
