package workshop.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workshop.testkit.Exercise;

@Order(34)
@Exercise("7.7")
@DisplayName("Bad input for the web server")
class BadInputTest {
  private static final String[] REQUESTS = {
    "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    "HEAD /query?x=%20 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nHello, HTTP",
    "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "5;a=b\r\nHello\r\n6\r\n, HTTP\r\n0\r\nX: y\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
  };

  private static final String ODD = "\r\n\t :;,%/?#*+-0159afAF\0\u007f\u00ff\u001b";

  /** Requests with a few bytes changed, left out, doubled or put in. */
  private static String spoilt(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(REQUESTS[random.nextInt(REQUESTS.length)]);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(text.length());
      char odd = ODD.charAt(random.nextInt(ODD.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.setCharAt(at, odd);
        case 1 -> text.insert(at, odd);
        case 2 -> text.deleteCharAt(at);
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 20)));
      }
    }
    return text.toString();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  @DisplayName("requests spoilt at random: an answer or the end, and everybody else is served")
  void spoilt(long seed) {
    Random random = new Random(seed);
    Bench bench = new Bench();
    for (int i = 0; i < 500; i++) {
      FakeStream client = bench.connects();
      byte[] bytes = spoilt(random).getBytes(StandardCharsets.ISO_8859_1);
      for (int at = 0; at < bytes.length; ) {
        int size = Math.min(bytes.length - at, 1 + random.nextInt(40));
        byte[] part = new byte[size];
        System.arraycopy(bytes, at, part, 0, size);
        client.sends(part);
        at += size;
      }
      if (random.nextBoolean()) {
        client.closes();
      }
      if (i % 100 == 99) {
        FakeStream honest = bench.connects().sends(REQUESTS[3]);
        assertThat("an honest client after " + i, honest.got(), endsWith("\r\n\r\nHello, HTTP"));
        bench.later(1);
      }
    }
    bench.later(200);
    assertThat("connections at the end", bench.server.connections(), is(0));
    for (FakeStream client : bench.clients) {
      assertThat("over", client.isOver(), is(true));
    }
  }
}
