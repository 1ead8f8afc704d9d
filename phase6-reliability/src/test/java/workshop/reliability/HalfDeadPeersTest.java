package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.echo.Application;
import workshop.echo.TcpStream;
import workshop.testkit.Exercise;
import workshop.testkit.Scenario;

/** A peer that does nothing for a while is not dead, and nothing of its stream is lost. */
@Order(71)
@Exercise("6.9")
@Scenario
@DisplayName("Peers that sleep, and go on")
class HalfDeadPeersTest {
  private static final int BYTES = 1_000_000;

  private final LossyWire wire = new LossyWire(Faults.NONE, 1500, Settings.DEFAULTS, 7, -7);

  HalfDeadPeersTest() throws Exception {}

  /** Writes as usual, but reads nothing as long as it is deaf. */
  private static final class Deaf implements Application {
    private final StreamEnd end;
    private boolean isDeaf = true;

    Deaf(StreamEnd end) {
      this.end = end;
    }

    @Override
    public void progress(TcpStream stream) {
      end.stream = stream;
      if (isDeaf) {
        end.write(stream);
      } else {
        end.progress(stream);
      }
    }

    @Override
    public void closed(TcpStream stream) {
      end.closed(stream);
    }

    @Override
    public void aborted(TcpStream stream, String reason) {
      end.aborted(stream, reason);
    }

    void listens() {
      isDeaf = false;
      end.stream.wake();
    }
  }

  @Test
  @Order(1)
  @DisplayName("both windows are full, and nobody reads for seven minutes: all arrives after that")
  void nobodyReads() throws IOException {
    StreamEnd client = new StreamEnd(1, 0, BYTES, BYTES, false, false);
    StreamEnd server = new StreamEnd(2, 1, BYTES, BYTES, false, false);
    Deaf deafClient = new Deaf(client);
    Deaf deafServer = new Deaf(server);
    wire.connect(deafClient, deafServer);
    passes(420 * LossyWire.SECOND);
    assertThat("frames in seven minutes of silence", wire.framesSent(), lessThan(500));
    deafClient.listens();
    deafServer.listens();
    assertArrives(client, server);
  }

  @Test
  @Order(2)
  @DisplayName("the receiving program is stopped for 30 seconds in the middle of 10 MB")
  void receiverIsStopped() throws IOException {
    StreamEnd client = new StreamEnd(1, 0, 10 * BYTES, 0, false, false);
    StreamEnd server = new StreamEnd(2, 1, 0, 10 * BYTES, false, true);
    wire.connect(client, server);
    passes(LossyWire.SECOND / 200);
    wire.server.isSuspended = true;
    assertThat("in the middle: " + server, server.hasAll(), is(false));
    passes(30 * LossyWire.SECOND);
    wire.server.isSuspended = false;
    assertArrives(client, server);
  }

  @Test
  @Order(3)
  @DisplayName("the sending program is stopped for 30 seconds in the middle of 10 MB")
  void senderIsStopped() throws IOException {
    StreamEnd client = new StreamEnd(1, 0, 10 * BYTES, 0, false, false);
    StreamEnd server = new StreamEnd(2, 1, 0, 10 * BYTES, false, true);
    wire.connect(client, server);
    passes(LossyWire.SECOND / 200);
    wire.client.isSuspended = true;
    assertThat("in the middle: " + server, server.hasAll(), is(false));
    passes(30 * LossyWire.SECOND);
    wire.client.isSuspended = false;
    assertArrives(client, server);
  }

  private void passes(long nanos) throws IOException {
    long until = wire.now() + nanos;
    while (wire.now() < until) {
      wire.step(until);
    }
  }

  private void assertArrives(StreamEnd client, StreamEnd server) throws IOException {
    long until = wire.now() + 300 * LossyWire.SECOND;
    while (wire.now() < until && !(client.hasAll() && server.hasAll())) {
      wire.step(until);
    }
    assertThat("the client's end", client.aborted, nullValue());
    assertThat("the server's end", server.aborted, nullValue());
    assertThat("all arrived: client " + client + ", server " + server, client.hasAll(), is(true));
    assertThat("all arrived: client " + client + ", server " + server, server.hasAll(), is(true));
  }
}
