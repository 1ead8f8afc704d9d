package workshop.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.echo.Application;
import workshop.echo.TcpStream;
import workshop.http.FakeStream;
import workshop.shared.LoopClock;
import workshop.testkit.Given;

@Given
@Order(60)
@DisplayName("An application that can be told to stop")
class PausesTest {
  private final List<String> called = new ArrayList<>();
  private final Pauses pauses = new Pauses();
  private final Application application =
      pauses
          .pausable(
              () ->
                  new Application() {
                    @Override
                    public void progress(TcpStream stream) {
                      called.add("progress");
                    }

                    @Override
                    public long idleSince() {
                      return 7;
                    }
                  })
          .get();

  @Test
  @DisplayName("it works until it is told, and says all the while since when nobody would miss it")
  void stops() {
    FakeStream client = new FakeStream(application, new LoopClock(), 40000);
    assertThat("calls", called.size(), is(1));
    assertThat("idle since", application.idleSince(), is(7L));
    pauses.pause(client.id());
    client.sends("hello");
    assertThat("calls while it is stopped", called.size(), is(1));
    assertThat("idle since", application.idleSince(), is(7L));
  }
}
