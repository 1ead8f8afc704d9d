package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import workshop.echo.StreamOptions;
import workshop.shared.LoopClock;
import workshop.testkit.Given;

/** RFC 9293 section 3.8.3. */
@Given
@Order(66)
@DisplayName("How long the peer has not answered")
class ProgressTest {
  private static final long SECOND = 1_000_000_000;

  private final LoopClock clock = new LoopClock();
  private final StreamOptions options = new StreamOptions();
  private final Progress progress = new Progress(clock, options);

  @Test
  @Order(1)
  @DisplayName("it is time to give up when the user time-out is over, and not before")
  void over() {
    clock.set(7 * SECOND);
    progress.made();
    progress.sentAgain();
    assertThat("five minutes", progress.deadline(), equalTo(307 * SECOND));
    clock.set(307 * SECOND - 1);
    assertThat("a moment before", progress.isOver(), equalTo(false));
    clock.set(307 * SECOND);
    assertThat("then", progress.isOver(), equalTo(true));
  }

  @Test
  @Order(2)
  @DisplayName("each progress begins it anew; a retransmission does not")
  void anew() {
    progress.made();
    clock.set(100 * SECOND);
    progress.sentAgain();
    assertThat("sent again", progress.deadline(), equalTo(300 * SECOND));
    progress.made();
    clock.set(130 * SECOND);
    progress.sentAgain();
    assertThat("answered", progress.deadline(), equalTo(400 * SECOND));
  }

  @Test
  @Order(2)
  @DisplayName(
      "a peer that has not been asked again is not given up, however short the time-out is")
  void notAsked() {
    options.setUserTimeout(10 * SECOND);
    progress.made();
    clock.set(59 * SECOND);
    assertThat("not asked yet", progress.isOver(), equalTo(false));
    clock.set(60 * SECOND);
    progress.sentAgain();
    assertThat("time for one answer", progress.deadline(), equalTo(61 * SECOND));
    clock.set(60 * SECOND + SECOND / 2);
    progress.sentAgain();
    assertThat("for one, not for each", progress.deadline(), equalTo(61 * SECOND));
  }

  @Test
  @Order(3)
  @DisplayName("it counts how often the same has gone again since the last progress")
  void unanswered() {
    assertThat("at first", progress.unanswered(), equalTo(0));
    for (int i = 1; i <= 5; i++) {
      progress.sentAgain();
      assertThat("sent again", progress.unanswered(), equalTo(i));
    }
    progress.made();
    assertThat("answered", progress.unanswered(), equalTo(0));
  }

  @Test
  @Order(4)
  @DisplayName("the application may choose another time-out meanwhile (MUST-21)")
  void chosen() {
    progress.made();
    progress.sentAgain();
    options.setUserTimeout(2 * SECOND);
    assertThat(progress.deadline(), equalTo(2 * SECOND));
  }

  @Test
  @Order(5)
  @DisplayName("never to give up is possible, too: the numbers do not overflow")
  void never() {
    options.setUserTimeout(Long.MAX_VALUE);
    clock.set(1L << 61);
    progress.made();
    progress.sentAgain();
    assertThat(progress.deadline(), greaterThan(clock.now()));
    assertThat(progress.isOver(), equalTo(false));
  }
}
