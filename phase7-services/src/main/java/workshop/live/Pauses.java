package workshop.live;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import workshop.echo.Application;
import workshop.echo.Connection;
import workshop.echo.ConnectionId;
import workshop.echo.Tcp;
import workshop.echo.TcpStream;

/** Applications that have to stop reading until they may go on. */
final class Pauses {
  private final Set<ConnectionId> paused = new HashSet<>();

  /** An application that the page can stop. Then it does not read, write or close. */
  private final class Pausable implements Application {
    private final Application application;

    Pausable(Application application) {
      this.application = application;
    }

    @Override
    public void progress(TcpStream stream) {
      if (!paused.contains(stream.id())) {
        application.progress(stream);
      }
    }

    @Override
    public long idleSince() {
      return application.idleSince();
    }

    @Override
    public void closed(TcpStream stream) {
      paused.remove(stream.id());
      application.closed(stream);
    }

    @Override
    public void aborted(TcpStream stream, String reason) {
      paused.remove(stream.id());
      application.aborted(stream, reason);
    }

    @Override
    public void unanswered(TcpStream stream) {
      application.unanswered(stream);
    }

    @Override
    public void urgent(TcpStream stream) {
      application.urgent(stream);
    }
  }

  /** The same applications, but the page can stop them. */
  Supplier<Application> pausable(Supplier<? extends Application> applications) {
    return () -> new Pausable(applications.get());
  }

  /** Its application stops. */
  void pause(ConnectionId id) {
    paused.add(id);
  }

  /** Its application goes on, at the end of this batch. */
  void resume(ConnectionId id, Tcp tcp) {
    Connection connection = paused.remove(id) ? tcp.connections().find(id) : null;
    if (connection != null) {
      connection.stream().wake();
    }
  }

  /** All go on. */
  void resumeAll(Tcp tcp) {
    for (ConnectionId id : Set.copyOf(paused)) {
      resume(id, tcp);
    }
  }

  boolean isPaused(ConnectionId id) {
    return paused.contains(id);
  }
}
