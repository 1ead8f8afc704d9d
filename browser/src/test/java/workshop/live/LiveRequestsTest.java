package workshop.live;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static workshop.live.LiveStack.request;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.http.Response;
import workshop.shared.LoopClock;

@Order(81)
@DisplayName("The live page: requests")
class LiveRequestsTest {
  private static final String HOST = "192.168.100.2";
  private final Live live =
      new Live(new LoopClock(), () -> 0, 80, Set.of(HOST, "localhost", "127.0.0.1"));

  private int order(String order, String... fields) {
    return live.orders().handle(request("POST", Live.ORDERS, order, fields)).status();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {HOST, HOST + ":80", "localhost:8000", "127.0.0.1:5", "LocalHost:8000"})
  @DisplayName("an order of the page itself is obeyed, whatever the page is served as")
  void obeys(String host) {
    assertThat(order("loss - 5", "Host", host, "Origin", "http://" + host), is(204));
    assertThat(
        order(
            "loss - 5", "Host", host, "Origin", "http://" + host, "Sec-Fetch-Site", "same-origin"),
        is(204));
  }

  @ParameterizedTest(name = "Host {0}, Origin {1}, Sec-Fetch-Site {2}")
  @CsvSource({
    "192.168.100.2, http://evil.example, cross-site",
    "192.168.100.2, http://evil.example,",
    "192.168.100.2, http://192.168.100.2:8080, same-site",
    "192.168.100.2, http://192.168.100.2, cross-site",
    "192.168.100.2, null,",
    "192.168.100.2, https://192.168.100.2,",
    "192.168.100.2,,",
    "evil.example, http://evil.example, same-origin",
    "192.168.100.2.evil.example, http://192.168.100.2.evil.example, same-origin",
    "localhost:80:80, http://localhost:80:80, same-origin",
    ", http://192.168.100.2, same-origin",
  })
  @DisplayName("an order of another site's page is refused")
  void refuses(String host, String origin, String site) {
    String[] all = {"Host", host, "Origin", origin, "Sec-Fetch-Site", site};
    String[] fields =
        java.util.stream.IntStream.range(0, 3)
            .filter(i -> all[2 * i + 1] != null)
            .mapToObj(i -> new String[] {all[2 * i], all[2 * i + 1]})
            .flatMap(java.util.Arrays::stream)
            .toArray(String[]::new);
    assertThat(order("loss - 5", fields), is(403));
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "loss",
        "loss - 101",
        "loss - -1",
        "loss - x",
        "fly - -",
        "step nobody -",
        "loss - 5 6"
      })
  @DisplayName("an order that makes no sense is refused, and says why")
  void refusesNonsense(String order) {
    Response response =
        live.orders()
            .handle(request("POST", Live.ORDERS, order, "Host", HOST, "Origin", "http://" + HOST));
    assertThat(response.status(), is(400));
    assertThat(text(response), containsString("Not done: "));
  }

  @Test
  @DisplayName("page and events are not served under a foreign name (DNS rebinding)")
  void rebinding() {
    assertThat(
        live.page().handle(request("GET", "/", "", "Host", "evil.example")).status(), is(403));
    assertThat(
        live.events().handle(request("GET", Live.EVENTS, "", "Host", "evil.example")).status(),
        is(403));
    assertThat(live.page().handle(request("GET", "/", "")).status(), is(403));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "/nothing.js",
        "/../live/Live.class",
        "/Live.class",
        "//index.html",
        "/a/b.js",
        "/main.js/"
      })
  @DisplayName("there are no other files than those of the page")
  void noOthers(String path) {
    assertThat(live.page().handle(request("GET", path, "", "Host", HOST)).status(), is(404));
  }

  @Test
  @DisplayName("all that the page asks for is there, and nothing comes from elsewhere")
  void complete() {
    Response index = live.page().handle(request("GET", "/", "", "Host", HOST));
    assertThat(
        index.fields().first("Content-Security-Policy"), containsString("default-src 'self'"));
    assertComplete(text(index), Pattern.compile("(?:href|src)=\"([a-z-]+\\.[a-z]+)\""));
    for (String script : new String[] {"main.js", "controls.js", "strip.js", "plot.js"}) {
      assertComplete(file("/" + script), Pattern.compile("from '\\./([a-z-]+\\.js)'"));
    }
  }

  private void assertComplete(String text, Pattern link) {
    assertThat(text, not(containsString("https://")));
    Matcher matcher = link.matcher(text);
    while (matcher.find()) {
      assertThat(matcher.group(1), file("/" + matcher.group(1)), is(not("")));
    }
  }

  private String file(String path) {
    Response response = live.page().handle(request("GET", path, "", "Host", HOST));
    assertThat(path, response.status(), is(200));
    return text(response);
  }

  private static String text(Response response) {
    ByteBuffer all = ByteBuffer.allocate(1 << 20);
    try {
      while (response.body().read(all)) {
        assertThat("room left", all.hasRemaining(), is(true));
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return StandardCharsets.UTF_8.decode(all.flip()).toString();
  }
}
