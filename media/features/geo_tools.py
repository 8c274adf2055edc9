"""What a person does with a map: moving it, and seeing the properties of its features."""

from media.geo.moving import enable

shared = {'enable': enable}
