"""How Pydantic reads, writes and describes a small value that is written as text."""

from collections.abc import Callable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema


class ReadBy:
    """Annotation of a type: values are read by this function alone, whatever the type.

    It is `PlainValidator`, `PlainSerializer` and `WithJsonSchema` in one. Those three
    first build the schema of the annotated type, which nobody uses, for every field.

    Attributes:
        read: Gives the value, or raises one of Pydantic's errors.
        schema: The JSON Schema of what is written in files.
        write: The value as it is written in files; without it, as it is.
    """

    def __init__(
        self, read: Callable[[Any], object], schema: dict[str, Any], write: Callable[[Any], object] | None = None
    ) -> None:
        self.read = read
        self.schema = schema
        self.write = write

    def __get_pydantic_core_schema__(self, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        written = None if self.write is None else core_schema.plain_serializer_function_ser_schema(self.write)
        return core_schema.no_info_plain_validator_function(self.read, serialization=written)

    def __get_pydantic_json_schema__(
        self, _schema: core_schema.CoreSchema, _handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return dict(self.schema)
