"""OpenTelemetry: wired, off by default (STABROEK_TRACE). Without it every span here is a no-op."""

from opentelemetry import trace

tracer = trace.get_tracer("stabroek")


def start() -> None:
    """Sends spans of requests, statements, Redis calls, jobs and provider calls to the OTLP endpoint."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.celery import CeleryInstrumentor
    from opentelemetry.instrumentation.django import DjangoInstrumentor
    from opentelemetry.instrumentation.psycopg import PsycopgInstrumentor
    from opentelemetry.instrumentation.redis import RedisInstrumentor
    from opentelemetry.instrumentation.requests import RequestsInstrumentor
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "stabroek"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    for instrumentor in (
        DjangoInstrumentor,
        PsycopgInstrumentor,
        RedisInstrumentor,
        CeleryInstrumentor,
        RequestsInstrumentor,
    ):
        instrumentor().instrument()
