package workshop.reliability;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import workshop.echo.ConnectionId;
import workshop.shared.Ipv4Address;
import workshop.tcp.SequenceNumber;
import workshop.tcp.TcpFlags;
import workshop.tcp.TcpOptions;
import workshop.tcp.TcpSegment;
import workshop.testkit.Given;

@Given
@Order(62)
@DisplayName("RunPlot: a run as a picture")
class RunPlotTest {
  private static final Ipv4Address HERE = Ipv4Address.parse("192.168.100.2");
  private static final Ipv4Address PEER = Ipv4Address.parse("192.168.100.1");
  private static final long MILLISECOND = 1_000_000;

  /** Just before the numbers begin again. */
  private static final int ISS = -1000;

  private final RunPlot plot = new RunPlot();

  private void send(int port, int flags, int offset, int length, long millis) {
    plot.sent(
        PEER,
        new TcpSegment(
            8080,
            port,
            new SequenceNumber(ISS + offset),
            new SequenceNumber(0),
            flags,
            0,
            0,
            TcpOptions.NONE,
            ByteBuffer.allocate(length)),
        millis * MILLISECOND);
  }

  private void syn(int port) {
    send(port, TcpFlags.SYN | TcpFlags.ACK, 0, 0, 0);
  }

  private void text(int port, int offset, int length, long millis) {
    send(port, TcpFlags.ACK, 1 + offset, length, millis);
  }

  private void worked(int port, long acknowledged, int window, long timeouts, long millis) {
    plot.worked(
        new ConnectionId(HERE, 8080, PEER, port),
        () ->
            new SenderFigures(
                acknowledged, 0, 0, timeouts, 0, window, window / 2, 0, 0, 0, 200 * MILLISECOND),
        millis * MILLISECOND);
  }

  /** The path of this kind in the picture; empty if there is none. */
  private static String path(String svg, String name) {
    var matcher = Pattern.compile("<path class=\"" + name + "\" d=\"([^\"]*)\"/>\n").matcher(svg);
    return matcher.find() ? matcher.group(1) : "";
  }

  @Test
  @Order(1)
  @DisplayName("what is sent, sent again and acknowledged, the windows and the time-outs")
  void draws() throws Exception {
    syn(1);
    text(1, 0, 1000, 0);
    text(1, 1000, 1000, 100);
    worked(1, 0, 2048, 0, 100);
    text(1, 0, 1000, 300);
    worked(1, 0, 1024, 1, 300);
    worked(1, 2000, 2048, 1, 400);
    String svg = plot.draw();
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    assertThat(svg, containsString("What was sent to 192.168.100.1:1<"));
    assertThat("sent", path(svg, "sent"), is("M80.0 330.0V200.0M292.5 200.0V70.0"));
    assertThat("again", path(svg, "again"), is("M717.5 330.0V200.0"));
    assertThat("acked", path(svg, "acked"), is("M292.5 330.0H717.5V330.0H930.0V70.0"));
    assertThat("cwnd", path(svg, "cwnd"), is("M292.5 390.0H717.5V490.0H930.0V390.0"));
    assertThat("time-outs", path(svg, "timeout"), is("M717.5 590v8"));
    assertThat("the middle of the windows", svg, containsString(">1 KiB<"));
    assertThat("the end of the time", svg, containsString(">0.4 s<"));
    assertThat("for dark screens", svg, containsString("prefers-color-scheme: dark"));
  }

  @Test
  @Order(2)
  @DisplayName("of several connections, the one that has sent most; small ones give way to others")
  void chooses() {
    for (int port = 1; port <= 100; port++) {
      syn(port);
      text(port, 0, port == 3 ? 5000 : 10, 1);
    }
    assertThat(plot.draw(), containsString("192.168.100.1:3<"));
  }

  @Test
  @Order(3)
  @DisplayName("a long run is thinned out, and what was sent again stays in it")
  void bounded() {
    syn(1);
    for (int i = 0; i < 50_000; i++) {
      text(1, 100 * i, 100, i);
      worked(1, 100L * i, 10_000 + i, 0, i);
    }
    text(1, 0, 100, 50_000);
    String svg = plot.draw();
    int count = path(svg, "sent").split("M").length;
    assertThat("segments", count, is(lessThanOrEqualTo(RunHistory.MOST + 1)));
    assertThat("segments", count, is(not(lessThan(RunHistory.MOST / 4))));
    assertThat("again", path(svg, "again"), is(not("")));
    assertThat("size", svg.length(), is(lessThan(300_000)));
  }

  @Test
  @Order(4)
  @DisplayName("a run in which nothing was sent has a picture that says so")
  void nothing() {
    assertThat(plot.draw(), containsString("No connection has sent anything."));
  }
}
